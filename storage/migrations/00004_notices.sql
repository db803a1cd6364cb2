-- +goose Up
-- Messages owed to somebody. Personal data: to_account; values may hold a name that
-- the reader may see anyway.
CREATE TABLE notices (
    id           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    key          text PRIMARY KEY,
    dispute_id   text NOT NULL REFERENCES disputes (id),
    to_account   text NOT NULL,
    organisation text NOT NULL,
    court        text NOT NULL,
    template     text NOT NULL,
    values       jsonb NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX notices_by_account ON notices (to_account, id DESC) WHERE to_account <> '';
CREATE INDEX notices_by_organisation ON notices (organisation, id DESC) WHERE organisation <> '';
CREATE INDEX notices_by_court ON notices (court, id DESC) WHERE court <> '';

-- Who has read what: a notice to an office has several readers.
CREATE TABLE notice_reads (
    account   text NOT NULL,
    notice_id bigint NOT NULL REFERENCES notices (id),
    read_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, notice_id)
);
