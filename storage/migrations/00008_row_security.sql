-- +goose Up
-- Which rows each role sees. FORCE binds the owner too, so that a connection string
-- with the wrong role leaks nothing; a superuser is bound by none of this. The worker
-- acts for all cases. The API names its caller in each transaction (sutiao_viewer).
-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['disputes', 'dispute_people', 'dispute_dates', 'ledger', 'notices',
        'notice_reads', 'deliveries', 'late_acts', 'stuck_steps', 'repairs', 'idempotency_keys'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY worker ON %I TO sutiao_worker USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;
-- +goose StatementEnd

-- The policy reads its own row only, so that the policies that ask disputes do not
-- come back to themselves. Regulators and operators see no case.
CREATE POLICY viewer ON disputes FOR SELECT TO sutiao_api USING (
    CASE sutiao_viewer('role')
        WHEN 'manager' THEN organisation = sutiao_viewer('organisation')
        WHEN 'mediator' THEN mediator = sutiao_viewer('account')
            AND organisation = sutiao_viewer('organisation')
        WHEN 'clerk' THEN sutiao_viewer('court') IN (court, confirmation_court)
        WHEN 'judge' THEN sutiao_viewer('court') IN (court, confirmation_court)
        WHEN 'party' THEN people && ARRAY[sutiao_viewer('account')]
        WHEN 'applicant' THEN people && ARRAY[sutiao_viewer('account')]
        WHEN 'respondent' THEN people && ARRAY[sutiao_viewer('account')]
        WHEN 'third-party' THEN people && ARRAY[sutiao_viewer('account')]
        ELSE false
    END);

-- Whatever hangs on a case is seen by whoever sees the case.
CREATE POLICY viewer ON dispute_people FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id));
CREATE POLICY viewer ON dispute_dates FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id));
CREATE POLICY viewer ON ledger FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id));

-- A notice is its reader's even when the case has passed to somebody else.
CREATE POLICY viewer ON notices FOR SELECT TO sutiao_api USING (
    to_account = sutiao_viewer('account')
    OR (sutiao_viewer('role') = 'manager' AND organisation = sutiao_viewer('organisation'))
    OR (sutiao_viewer('role') IN ('clerk', 'judge') AND court = sutiao_viewer('court')));
CREATE POLICY reader ON notice_reads TO sutiao_api
    USING (account = sutiao_viewer('account'))
    WITH CHECK (account = sutiao_viewer('account')
        AND EXISTS (SELECT FROM notices n WHERE n.id = notice_id));

CREATE POLICY court ON deliveries FOR SELECT TO sutiao_api USING (
    sutiao_viewer('role') IN ('clerk', 'judge') AND counterparty = sutiao_viewer('court'));

-- A late act is read by whoever did it and by the offices of the case, not by the
-- other side: nobody has decided that it is part of the case.
CREATE POLICY viewer ON late_acts FOR SELECT TO sutiao_api USING (
    account = sutiao_viewer('account')
    OR (sutiao_viewer('role') IN ('manager', 'mediator', 'clerk', 'judge')
        AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id)));
CREATE POLICY doer ON late_acts FOR INSERT TO sutiao_api WITH CHECK (
    account = sutiao_viewer('account') AND role = sutiao_viewer('role')
    AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id));

CREATE POLICY operator ON stuck_steps FOR SELECT TO sutiao_api
    USING (sutiao_viewer('role') = 'operator');
CREATE POLICY operator ON repairs FOR SELECT TO sutiao_api
    USING (sutiao_viewer('role') = 'operator');
CREATE POLICY operator_acts ON repairs FOR INSERT TO sutiao_api
    WITH CHECK (sutiao_viewer('role') = 'operator' AND operator = sutiao_viewer('account'));

CREATE POLICY caller ON idempotency_keys TO sutiao_api
    USING (account = sutiao_viewer('account'))
    WITH CHECK (account = sutiao_viewer('account'));
