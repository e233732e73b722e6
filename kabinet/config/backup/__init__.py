"""A backup is a folder, readable by its owner alone:

database.dump    everything but sessions and counters of attempts, as pg_dump writes it (custom format)
files/           the content of every file that the dump has a row of, under the name that it has at home
files.sha256     their digests, as `sha256sum --check` reads them
manifest.json    when, of which version, rows a table, digests of the two above; written last: without it there is no backup

The secret key is not in it: whoever takes the folder away must not be able to sign anything. Restored with another key
everybody signs in again, which a restored database asks for in any case.
"""
