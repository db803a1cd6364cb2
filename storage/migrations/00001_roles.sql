-- Forward only: a ledger that may not be deleted has no way back.
-- +goose Up
-- Roles belong to the whole server, so they may be there already, made by another
-- database of the same server or by an administrator who does not let us make roles.
-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['sutiao_api', 'sutiao_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- somebody else was faster
            END;
        END IF;
    END LOOP;
END
$$;
-- +goose StatementEnd

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sutiao_api, sutiao_worker;

-- What the API says about its caller, for this transaction only. A setting that was
-- local to an earlier transaction is left behind as '', which must count as nothing.
CREATE FUNCTION sutiao_viewer(attribute text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('sutiao.' || attribute, true), '') $$;

-- Refuses whatever statement it is the trigger of.
-- +goose StatementBegin
CREATE FUNCTION sutiao_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
