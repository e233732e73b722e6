"""A technological log that is true to its format, made by this program: the same seed gives the same bytes, and what is in
it is known. Public logs have no genuine deadlock and no crash, so what the reader finds is held against this."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

HOUR = "2026-03-05T14"
NAME = "rphost_4120/26030514.log"
PEOPLE = ("Иванов Иван Петрович", "ПетроваАА", "DefUser")
MACHINES = ("BUH-PC-17", "srv-1c-main", "terminal02")
PLACES = (
    "ОбщийМодуль.ПроведениеСервер.Модуль : 345 : Запрос.Выполнить()",
    "Документ.РеализацияТоваровУслуг.МодульОбъекта : 1203 : Движения.Записать()",
    'Обработка.ОбменСБанком.МодульОбъекта : 77 : Соединение.Отправить("пароль 123", Адрес)',
)
REGIONS = ("AccRg56.DIMS", "InfoRg4207.DIMS", "Reference10.REFLOCK")
STATEMENTS = (
    "SELECT T1._IDRRef, T1._Code FROM dbo._Reference10 T1 WHERE T1._Fld{x} = '{v}' AND T1._Marked = 0x00",
    "INSERT INTO #tt{n} (_Q_000_F_000RRef) SELECT T1._Fld57RRef FROM dbo._AccRg56 T1 WHERE T1._Period >= ?",
    "UPDATE T1 SET _Period = ? FROM dbo._InfoRg4207 T1 WHERE T1._SimpleKey IN (1, 2, {n})",
)
EXCEPTIONS = (
    (
        "580392e6-ba49-4280-ac67-fcd6f2180121",
        "src\\vrsbase\\src\\VResourceInfoBaseImpl.cpp(1095):\n{guid}: Сеанс {n} отсутствует",
    ),
    (
        "DataBaseException",
        "Конфликт блокировок при выполнении транзакции: пользователь '{who}', адрес 10.0.{n}.7",
    ),
    (
        "NetDataExchangeException",
        "server_addr=tcp://{machine}:1541 descr=10054(0x00002746): Pwd=Secret{n}; не отвечает",
    ),
)


@dataclass
class Answers:
    """What a right summary of the bytes says."""

    names: Counter[str] = field(default_factory=Counter)
    exceptions: Counter[str] = field(default_factory=Counter)
    waits: Counter[str] = field(default_factory=Counter)
    waited: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    slow: Counter[int] = field(default_factory=Counter)
    calls: int = 0
    deadlocks: list[tuple[str, str, str]] = field(default_factory=list)
    restarts: int = 0


class Generator:
    """Events of one hour in their order. `end` is that of a line: Windows writes CR LF."""

    def __init__(self, seed: int, end: str = "\r\n") -> None:
        self.random, self.end, self.answers = random.Random(seed), end, Answers()
        self.clock = 0

    def blocks(self, size: int) -> Iterator[bytes]:
        """About so many bytes altogether, the mark of order first."""
        made = 0
        yield b"\xef\xbb\xbf"
        while made < size:
            block = "".join(self._event() for _ in range(500)).encode()
            made += len(block)
            yield block

    def _event(self) -> str:
        draw = self.random.random()
        for share, make in (
            (0.62, self._statement), (0.84, self._lock), (0.90, self._call), (0.95, self._connection),
            (0.99, self._exception), (0.9975, self._session), (0.999, self._process), (1.0, self._deadlock),
        ):  # fmt: skip
            if draw < share:
                return make()
        return self._session()

    def _head(self, name: str, duration: int, level: str = "INFO") -> str:
        self.clock = min(self.clock + self.random.randrange(20), 3_599_999)
        minute, rest = divmod(self.clock, 60_000)
        self.answers.names[name] += 1
        who = self.random.choice(PEOPLE)
        return (
            f"{minute:02}:{rest // 1000:02}.{rest % 1000:03}{self.random.randrange(1000):03}-{duration},{name},3,"
            f"level={level},process=rphost,p:processName=buh,OSThread={self.random.randrange(9000)},t:clientID={self.random.randrange(900)},"
            f"t:applicationName=1CV8C,t:computerName={self.random.choice(MACHINES)},t:connectID={self.random.randrange(40)},"
            f"SessionID=586(581),Usr={who}"
        )

    def _line(self, text: str) -> str:
        return text.replace("\n", self.end) + self.end

    def _statement(self) -> str:
        which, slow = self.random.randrange(3), self.random.random() < 0.002
        duration = self.random.randrange(1_000_000, 9_000_000) if slow else self.random.randrange(30_000)
        self.answers.slow[which] += slow
        sql = STATEMENTS[which].format(x=57, v=self.random.randrange(10**9), n=self.random.randrange(90))
        head = self._head("DBMSSQL", duration, "DEBUG")
        values = f"p_0: 0x{self.random.getrandbits(128):032X}\np_1: ''{self.random.choice(PEOPLE)}''"
        return self._line(
            f"{head},Trans=1,dbpid=53,Sql='{sql.replace(chr(39), chr(39) * 2)}\n{values}\n',Rows=1,RowsAffected=-1,"
            f"Context='Форма.Вызов : Документ.РеализацияТоваровУслуг.Форма.Модуль.Записать\n{self.random.choice(PLACES)}'"
        )

    def _lock(self) -> str:
        region, waits = self.random.choice(REGIONS), self.random.random() < 0.05
        duration = self.random.randrange(2_000, 3_000_000) if waits else self.random.randrange(12)
        if waits:
            self.answers.waits[region] += 1
            self.answers.waited[region] += duration / 1e6
        return self._line(
            f"{self._head('TLOCK', duration)},Regions={region},Locks='{region} Exclusive Fld58=\"x,y\"',"
            f"WaitConnections={'7, 9 ,11' if waits else ''},Context='\n\t{self.random.choice(PLACES)}'"
        )

    def _call(self) -> str:
        slow = self.random.random() < 0.01
        self.answers.calls += slow
        duration = self.random.randrange(5_000_000, 60_000_000) if slow else self.random.randrange(400_000)
        head = self._head("CALL", duration)
        return self._line(
            f"{head},Module=ПроведениеСервер,Method=ПровестиДокумент,Memory=1024,MemoryPeak=2048,CpuTime=11"
        )

    def _connection(self) -> str:
        return self._line(
            f"{self._head('CONN', 15)},Txt='Ping direction statistics: address=[::1]:1541,pingTimeout=5000'"
        )

    def _session(self) -> str:
        return self._line(f"{self._head('SESN', 4)},Func=Busy,IB=buh,Nmb=586")

    def _exception(self) -> str:
        kind, text = self.random.choice(EXCEPTIONS)
        self.answers.exceptions[kind] += 1
        guid = f"{self.random.getrandbits(32):08x}-ba49-4280-ac67-fcd6f2180121"
        said = text.format(
            guid=guid,
            n=self.random.randrange(99),
            who=self.random.choice(PEOPLE),
            machine=self.random.choice(MACHINES),
        ).replace("'", "''")
        return self._line(
            f"{self._head('EXCP', 0)},Exception={kind},Descr='{said}',Context='{self.random.choice(PLACES)}'"
        )

    def _process(self) -> str:
        self.answers.restarts += 1
        text = self.random.choice(
            (
                "(x86-64) (8.3.24.1467) Working Process started.",
                "Process terminated. Any clients finished with error.",
            )
        )
        return self._line(f"{self._head('PROC', 0)},Err=0,Txt={text}")

    def _deadlock(self) -> str:
        """The other side's lock stands before it, with a context of its own."""
        region = self.random.choice(REGIONS)
        lock = self._head("TLOCK", 3).replace("t:connectID=", "t:connectID=5000,t:former=")
        other = self._line(
            f"{lock},Regions={region},Locks='{region} Exclusive',WaitConnections=,Context='{PLACES[1]}'"
        )
        head = self._head("TDEADLOCK", 0).replace("t:connectID=", "t:connectID=4000,t:former=")
        self.answers.deadlocks.append(("4000", "5000", region))
        return other + self._line(
            f"{head},DeadlockConnectionIntersections='4000 5000 {region} Exclusive ID=42:f3aa,"
            f"5000 4000 {region} Exclusive ID=42:bb01',Context='{PLACES[0]}'"
        )
