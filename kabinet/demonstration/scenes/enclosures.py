"""Small files as people enclose them: a piece of a technological log, its settings, a plan of a query, a list of ports."""

from datetime import datetime

from kabinet.demonstration.scenes.scene import Enclosure, Scene
from kabinet.demonstration.world import MOSCOW

LOGCFG = """<config xmlns="http://v8.1c.ru/v8/tech-log">
  <log location="/var/log/1c" history="24">
    <event><eq property="name" value="EXCP"/></event>
    <event><eq property="name" value="PROC"/></event>
    <event><eq property="name" value="TLOCK"/><gt property="duration" value="10000"/></event>
    <property name="all"/>
  </log>
  <dump location="/var/log/1c/dumps" create="1" type="2"/>
</config>
"""
PLAN = """Nested Loop Left Join  (cost=0.86..92114.20 rows=1 width=212) (actual time=0.091..{n}1874.310 rows=48211 loops=1)
  ->  Index Scan using _accumrgt{n}71_1 on _accumrgt{n}71 t1  (actual time=0.040..211.7 rows=48211 loops=1)
  ->  Index Scan using _reference{n}4_pk on _reference{n}4 t2  (actual time=0.8..0.9 rows=1 loops=48211)
Planning Time: 4.2 ms
"""
PORTS = """State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
LISTEN 0      128    0.0.0.0:1540       0.0.0.0:*    users:(("ragent",pid=4{n}10,fd=18))
LISTEN 0      128    0.0.0.0:1541       0.0.0.0:*    users:(("rmngr",pid=4{n}31,fd=22))
LISTEN 0      128    0.0.0.0:1560       0.0.0.0:*    users:(("rphost",pid=4{n}58,fd=31))
"""
LOG = """{m:02}:11.204003-0,EXCP,2,process=rphost,p:processName=work,OSThread=2{n}8,t:clientID=4{n}1,Usr=Operator,Exception=NetDataExchangeException,Descr='Connection reset by peer'
{m:02}:11.871550-{n}412007,TLOCK,3,process=rphost,p:processName=work,t:connectID=7{n},Regions=AccumRg{n}71.TOTALS,WaitConnections=6{n}
{m:02}:12.118203-{n}118443,DBPOSTGRS,4,process=rphost,t:connectID=6{n},Usr=Operator,Trans=1,Sql='SELECT T1._RecorderRRef FROM _AccumRg{n}71 T1 WHERE T1._Period >= ''2024-01-01 00:00:00''::timestamp',Context='ОбщийМодуль.ЗапасыСервер.Модуль : 2{n}4 : Выборка = Запрос.Выполнить().Выбрать();'
{m:02}:13.400127-0,TDEADLOCK,3,process=rphost,t:connectID=7{n},DeadlockConnectionIntersections='7{n} 6{n} AccumRg{n}71.TOTALS Exclusive Fld1=1,6{n} 7{n} AccumRg{n}71.TOTALS Exclusive Fld1=2',Context='Документ.РеализацияТоваровУслуг.МодульОбъекта : 31{n} : Движения.Записать();'
{m:02}:14.000211-{n}099812,CALL,1,process=rphost,p:processName=work,Usr=Operator,Module=ЗапасыСервер,Method=ОстаткиПоСкладам,Memory=18{n}0021,MemoryPeak=21{n}0442,CpuTime=30{n}11
{m:02}:40.512990-0,PROC,1,process=rphost,Txt='Process terminated. Any clients finished with error',Err=1
"""  # noqa: E501
# By the service that is asked for.
KINDS = {"database": ("plan-{day}.txt", PLAN), "environment": ("ss-ltnp-{day}.txt", PORTS)}


def diagnostics(scene: Scene) -> Enclosure:
    """What the kind of question asks for; the technological log in most cases."""
    name, content = KINDS.get(scene.story.service, ("{hour}.log", LOG))
    day = datetime.fromtimestamp(scene.now, MOSCOW)
    filled = content.format(n=scene.rng.randint(2, 9), m=day.minute)
    return Enclosure(name.format(day=f"{day:%d-%m}", hour=f"{day:%y%m%d%H}"), filled)


def logcfg() -> Enclosure:
    """Settings of the log that the support asks to put in place."""
    return Enclosure("logcfg.xml", LOGCFG)
