-- Tell DuckDB how to reach the catalogue of the lake; what a secret holds is never shown again.
create or replace temporary secret catalogue (
    type postgres, host $host, port $port, database $dbname, user $user, password $password
)
