-- +goose Up
-- The readable projection of each case. Personal data: body, parties and search_text
-- (names, identity numbers, telephones, addresses of the parties); people (accounts).
CREATE TABLE disputes (
    id                  text PRIMARY KEY,
    number              text NOT NULL,
    seq                 integer NOT NULL,
    track               text NOT NULL,
    procedure           text NOT NULL,
    type                text NOT NULL,
    cause_number        text NOT NULL,
    cause_version       text NOT NULL,
    court               text NOT NULL,
    court_number        text NOT NULL,
    confirmation_court  text NOT NULL,
    confirmation_number text NOT NULL,
    confirming_since    timestamptz, -- filed with the court and not settled
    organisation        text NOT NULL,
    mediator            text NOT NULL,
    stage               text NOT NULL,
    ending              text NOT NULL,
    amount              bigint NOT NULL, -- fen
    received_at         timestamptz NOT NULL,
    ended_at            timestamptz,
    nearest_due         timestamptz,
    nearest_limit       text NOT NULL,
    nearest_provisional boolean NOT NULL,
    people              text[] NOT NULL, -- accounts of the parties and their agents
    parties             jsonb NOT NULL,  -- role and name of each, for lists
    search_text         text NOT NULL,   -- case numbers and names, a line each
    body                jsonb NOT NULL,  -- the whole dispute.Case
    -- The end of the chain, kept outside the ledger: a ledger whose last rows are gone
    -- is a valid chain by itself.
    ledger_seq          integer NOT NULL DEFAULT 0,
    ledger_head         bytea NOT NULL DEFAULT '',
    updated_at          timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX disputes_by_office ON disputes
    (organisation, stage, (coalesce(nearest_due, 'infinity'::timestamptz)), id);
CREATE INDEX disputes_by_office_due ON disputes
    (organisation, (coalesce(nearest_due, 'infinity'::timestamptz)), id);
CREATE INDEX disputes_by_office_received ON disputes (organisation, received_at DESC, id DESC);
CREATE INDEX disputes_by_mediator ON disputes
    (mediator, (coalesce(nearest_due, 'infinity'::timestamptz)), id);
CREATE INDEX disputes_by_court ON disputes
    (court, (coalesce(nearest_due, 'infinity'::timestamptz)), id);
CREATE INDEX disputes_by_confirmation_court ON disputes
    (confirmation_court, (coalesce(nearest_due, 'infinity'::timestamptz)), id)
    WHERE confirmation_court <> '';

CREATE TABLE dispute_people (
    dispute_id text NOT NULL REFERENCES disputes (id),
    account    text NOT NULL,
    party      text NOT NULL,
    agent      boolean NOT NULL,
    PRIMARY KEY (dispute_id, account, party, agent)
);
CREATE INDEX dispute_people_by_account ON dispute_people (account, dispute_id);

CREATE TABLE dispute_dates (
    dispute_id  text NOT NULL REFERENCES disputes (id),
    no          integer NOT NULL,
    limit_id    text NOT NULL,
    last_day    date,
    due         timestamptz,
    provisional boolean NOT NULL,
    stopped     boolean NOT NULL,
    main        boolean NOT NULL,
    PRIMARY KEY (dispute_id, no)
);
CREATE INDEX dispute_dates_by_due ON dispute_dates (due) WHERE NOT stopped;
