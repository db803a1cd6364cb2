-- +goose Up
-- Least privilege. Nobody but the owner may change or delete a ledger row, and a
-- trigger stops the owner. The API writes no projection, date, notice or ledger row.
GRANT SELECT, INSERT, UPDATE ON disputes TO sutiao_worker;
GRANT SELECT, INSERT, DELETE ON dispute_people, dispute_dates TO sutiao_worker;
GRANT SELECT, INSERT ON ledger, notices TO sutiao_worker;
GRANT SELECT ON notice_reads TO sutiao_worker;
GRANT SELECT ON disputes, dispute_people, dispute_dates, ledger, notices TO sutiao_api;
GRANT SELECT, INSERT ON notice_reads TO sutiao_api;

GRANT SELECT, INSERT, UPDATE ON accounts, mediators TO sutiao_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_sessions, one_time_codes TO sutiao_api;
GRANT SELECT, INSERT ON api_keys TO sutiao_api;
GRANT UPDATE (revoked_at) ON api_keys TO sutiao_api;
GRANT SELECT, INSERT, UPDATE ON organisations, courts, institutions TO sutiao_api;

-- The worker finds whom to notify and makes accounts for parties named by telephone;
-- passwords are no business of its.
GRANT SELECT (id, role, name, login, phone, organisation, court, must_change, disabled_at, created_at)
    ON accounts TO sutiao_worker;
GRANT INSERT (id, role, name, phone, organisation, court, must_change, created_at)
    ON accounts TO sutiao_worker;
GRANT SELECT ON mediators, organisations, courts, institutions TO sutiao_worker;

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO sutiao_api;
GRANT SELECT, DELETE ON idempotency_keys TO sutiao_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON stuck_steps TO sutiao_worker;
GRANT SELECT ON stuck_steps TO sutiao_api;
GRANT SELECT, INSERT ON repairs TO sutiao_api, sutiao_worker;
GRANT SELECT, INSERT, UPDATE ON deliveries TO sutiao_worker;
GRANT SELECT ON deliveries TO sutiao_api;
GRANT SELECT, INSERT ON late_acts TO sutiao_api, sutiao_worker;
GRANT SELECT, INSERT, UPDATE ON calendar_years, settings TO sutiao_api, sutiao_worker;
