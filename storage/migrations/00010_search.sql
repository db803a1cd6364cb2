-- +goose Up
-- pg_trgm comes with PostgreSQL's contrib, which a server may lack or not let us use.
-- Search works without it, only slower.
-- +goose StatementBegin
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXECUTE 'CREATE INDEX disputes_by_text ON disputes USING gin (search_text gin_trgm_ops)';
EXCEPTION
    WHEN feature_not_supported OR undefined_file OR undefined_object OR insufficient_privilege THEN
        RAISE NOTICE 'no trigram index for the search of cases: %', SQLERRM;
END
$$;
-- +goose StatementEnd
