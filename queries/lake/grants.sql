-- Make the two users of a lake besides its owner: jindu_loader, who loads as the owner does, and jindu_reader, who only looks.
do $roles$
declare
    lake_owner name := (select tableowner from pg_tables where schemaname = 'public' and tablename = 'ducklake_metadata');
begin
    if lake_owner is null then
        raise exception 'There is no lake in the database %. Make it with jindu lake init.', current_database();
    end if;
    if not exists (select from pg_roles where rolname = 'jindu_loader') then
        create role jindu_loader login;
    end if;
    if not exists (select from pg_roles where rolname = 'jindu_reader') then
        create role jindu_reader login;
    end if;
    -- Whatever a loader makes in this database belongs to the owner, as everybody else's does.
    execute format('grant %I to jindu_loader', lake_owner);
    execute format('alter role jindu_loader in database %I set role = %I', current_database(), lake_owner);
    execute format('grant connect on database %I to jindu_loader, jindu_reader', current_database());
    execute format('alter role jindu_reader in database %I set default_transaction_read_only = on', current_database());
    grant usage on schema public to jindu_reader;
    grant select on all tables in schema public to jindu_reader;
    -- DuckLake makes tables of its own while it is written to.
    execute format('alter default privileges for role %I in schema public grant select on tables to jindu_reader', lake_owner);
end
$roles$;
