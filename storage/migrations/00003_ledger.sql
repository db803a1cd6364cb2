-- +goose Up
-- One row per act of a person or of the law. storage/doc.go says how hash is made.
-- Personal data: detail (whatever the act says), actor_account.
CREATE TABLE ledger (
    dispute_id    text NOT NULL REFERENCES disputes (id),
    seq           integer NOT NULL CHECK (seq > 0),
    act_id        text NOT NULL CHECK (act_id <> ''),
    act           text NOT NULL,
    actor_account text NOT NULL,
    role          text NOT NULL,
    party         text NOT NULL,
    organisation  text NOT NULL,
    court         text NOT NULL,
    at            timestamptz NOT NULL,
    at_nanos      smallint NOT NULL DEFAULT 0 CHECK (at_nanos BETWEEN 0 AND 999), -- below the microsecond
    expect        integer NOT NULL,
    detail        text NOT NULL, -- exactly the bytes that were hashed, hence not jsonb
    previous      bytea NOT NULL,
    hash          bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (dispute_id, seq),
    UNIQUE (dispute_id, act_id)
);

-- Per statement, so that even a statement that matches no row is refused.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION sutiao_refuse();
ALTER TABLE ledger ENABLE ALWAYS TRIGGER append_only;
