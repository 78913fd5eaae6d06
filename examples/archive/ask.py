"""Asks an analysed archive, with DuckDB: which rules speak how often, and who is quoted most.

    python3 ask.py 'analysed/part-*'
"""
import sys

import duckdb

lines = duckdb.sql(
    f"""
    select json ->> '$.id' as id, json from read_csv('{sys.argv[1]}', columns = {{'json': 'json'}}, delim = '\x01', quote = '', escape = '',
        header = false, max_line_size = 100000000)
    """
)
print(lines.aggregate("count(*) as articles, count(json -> '$.error') as unread"))
print(
    duckdb.sql(
        """
        select finding ->> '$.code' as rule, count(*) as findings, count(distinct id) as articles
        from (select id, unnest(cast(json -> '$.diagnostics' as json[])) as finding from lines)
        group by rule order by findings desc, rule limit 10
        """
    )
)
print(
    duckdb.sql(
        """
        select person ->> '$.name' as name, count(distinct id) as articles
        from (select id, unnest(cast(json -> '$.people' as json[])) as person from lines)
        group by name order by articles desc, name limit 10
        """
    )
)
