-- +goose Up
-- A reply is kept so that a repeated request is answered, not performed, again.
-- Personal data: response may hold what the caller was shown.
CREATE TABLE idempotency_keys (
    account    text NOT NULL,
    key        text NOT NULL,
    route      text NOT NULL, -- method and path
    body_hash  bytea NOT NULL,
    status     integer, -- null while in progress
    response   bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- last_error is scrubbed of personal data by whoever reports it. No foreign keys in
-- this file: a step may be stuck before the case's first record is written.
CREATE TABLE stuck_steps (
    dispute_id text NOT NULL,
    step       text NOT NULL,
    attempts   integer NOT NULL,
    last_error text NOT NULL,
    since      timestamptz NOT NULL DEFAULT now(),
    last_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dispute_id, step)
);

CREATE TABLE repairs (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispute_id text NOT NULL,
    operator   text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('retry', 'reset')),
    reason     text NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    point      text NOT NULL,
    result     text NOT NULL
);
CREATE INDEX repairs_by_dispute ON repairs (dispute_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON repairs
    FOR EACH STATEMENT EXECUTE FUNCTION sutiao_refuse();
ALTER TABLE repairs ENABLE ALWAYS TRIGGER append_only;

-- What was sent to a court or platform. The key survives a reset and a retry, so that
-- nothing is sent twice. Personal data: body.
CREATE TABLE deliveries (
    key          text PRIMARY KEY,
    dispute_id   text NOT NULL,
    kind         text NOT NULL,
    counterparty text NOT NULL, -- 法院代字, or the name of a platform
    state        text NOT NULL CHECK (state IN ('sending', 'delivered')),
    receipt      text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    body         jsonb NOT NULL
);
CREATE INDEX deliveries_by_counterparty ON deliveries (counterparty, delivered_at DESC);

-- Acts that reached us after the case's ending: kept, never applied.
-- Personal data: detail, account.
CREATE TABLE late_acts (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispute_id text NOT NULL,
    act        text NOT NULL,
    account    text NOT NULL,
    role       text NOT NULL,
    at         timestamptz NOT NULL,
    detail     text NOT NULL,
    reason     text NOT NULL
);
CREATE INDEX late_acts_by_dispute ON late_acts (dispute_id, id);

CREATE TABLE calendar_years (
    year      integer PRIMARY KEY,
    status    text NOT NULL,
    source    text NOT NULL,
    body      jsonb NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    loaded_by text NOT NULL
);

CREATE TABLE settings (
    name  text PRIMARY KEY,
    value jsonb NOT NULL
);
