-- +goose Up
-- The record of a mediation is shown to no court, not even to the one that has invited to it
-- (邀请调解) and may have to decide.
-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['record_lines', 'record_reads'] LOOP
        EXECUTE format('DROP POLICY viewer ON %I', name);
        EXECUTE format('CREATE POLICY viewer ON %I FOR SELECT TO sutiao_api USING (
            sutiao_viewer(''role'') NOT IN (''clerk'', ''judge'')
            AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id))', name);
    END LOOP;
END
$$;
-- +goose StatementEnd
