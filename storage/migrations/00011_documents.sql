-- +goose Up
-- Documents that were made. The files lie elsewhere, under their hash; personal data is in
-- the files only. The code is on the document and in its QR code; it can't be guessed.
CREATE TABLE documents (
    code         text PRIMARY KEY,
    dispute_id   text NOT NULL,
    organisation text NOT NULL,
    kind         text NOT NULL,
    of           text NOT NULL, -- act or version that it stands for
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (dispute_id, kind, of)
);

-- Each file of a document: 0 is the text, each signature makes one more.
CREATE TABLE document_revisions (
    code     text NOT NULL REFERENCES documents (code),
    no       integer NOT NULL CHECK (no >= 0),
    signer   text NOT NULL,
    sha256   text NOT NULL CHECK (length(sha256) = 64),
    sm3      text NOT NULL CHECK (length(sm3) = 64),
    size     bigint NOT NULL,
    pages    integer NOT NULL,
    template text NOT NULL,
    places   jsonb NOT NULL,
    made_at  timestamptz NOT NULL,
    PRIMARY KEY (code, no)
);
CREATE INDEX document_revisions_by_hash ON document_revisions (sha256);

-- A code that signs is taken for one act; that act may take it again when its answer was
-- lost. Phone also holds the name of what is signed.
ALTER TABLE one_time_codes ADD COLUMN used_for text NOT NULL DEFAULT '';

-- What acts owe, written with them and made right after.
CREATE TABLE papers_owed (
    dispute_id  text NOT NULL,
    kind        text NOT NULL,
    act_id      text NOT NULL,
    attempts    integer NOT NULL DEFAULT 0,
    not_before  timestamptz NOT NULL DEFAULT now(),
    done_at     timestamptz,
    PRIMARY KEY (dispute_id, kind, act_id)
);
CREATE INDEX papers_owed_open ON papers_owed (not_before) WHERE done_at IS NULL;

-- An organisation's own wording of a document; nothing is replaced in place.
CREATE TABLE templates (
    organisation text NOT NULL,
    kind         text NOT NULL,
    version      integer NOT NULL,
    text         text NOT NULL,
    by_account   text NOT NULL,
    at           timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organisation, kind, version)
);

-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['documents', 'document_revisions', 'templates'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION sutiao_refuse()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['documents', 'document_revisions', 'papers_owed', 'templates'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY worker ON %I TO sutiao_worker USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;
-- +goose StatementEnd

CREATE POLICY viewer ON documents FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id));
CREATE POLICY viewer ON document_revisions FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM documents d WHERE d.code = document_revisions.code));
CREATE POLICY manager ON templates TO sutiao_api
    USING (sutiao_viewer('role') = 'manager' AND organisation = sutiao_viewer('organisation'))
    WITH CHECK (sutiao_viewer('role') = 'manager' AND organisation = sutiao_viewer('organisation')
        AND by_account = sutiao_viewer('account'));

GRANT SELECT, INSERT ON documents, document_revisions TO sutiao_worker;
GRANT SELECT, INSERT, UPDATE ON papers_owed TO sutiao_worker;
GRANT SELECT ON templates TO sutiao_worker;
GRANT SELECT ON documents, document_revisions TO sutiao_api;
GRANT SELECT, INSERT ON templates TO sutiao_api;

-- The public page asks by code, or by code and hash. It learns one word and nothing of the
-- case: hence a function with the owner's rights instead of a policy.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION sutiao_genuine(asked text, hash text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
    d documents;
    last document_revisions;
BEGIN
    SELECT * INTO d FROM documents WHERE code = asked;
    IF NOT FOUND THEN
        RETURN 'not-genuine';
    END IF;
    SELECT * INTO last FROM document_revisions WHERE code = asked ORDER BY no DESC LIMIT 1;
    IF last.code IS NULL THEN
        RETURN 'not-genuine';
    END IF;
    IF hash <> '' AND hash <> last.sha256 THEN
        IF EXISTS (SELECT FROM document_revisions WHERE code = asked AND sha256 = hash) THEN
            RETURN 'superseded';
        END IF;
        RETURN 'not-genuine';
    END IF;
    -- A text that people sign says nothing before all have signed it and the organisation has
    -- sealed the agreement.
    IF d.version > 0 AND NOT EXISTS (SELECT FROM documents a JOIN document_revisions r ON r.code = a.code
            WHERE a.dispute_id = d.dispute_id AND a.kind = 'agreement' AND a.version = d.version AND r.signer = 'organisation') THEN
        RETURN 'not-genuine';
    END IF;
    -- A later text of the agreement, or of its application, supersedes the earlier.
    IF d.version > 0 AND EXISTS (SELECT FROM documents o WHERE o.dispute_id = d.dispute_id
            AND o.kind = d.kind AND (o.version > d.version OR (o.version = d.version AND o.created_at > d.created_at))) THEN
        RETURN 'superseded';
    END IF;
    RETURN 'genuine';
END
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION sutiao_genuine(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sutiao_genuine(text, text) TO sutiao_api;

-- Row security is forced on the owner too, so the function needs rows of its own.
-- +goose StatementBegin
DO $$
BEGIN
    EXECUTE format('CREATE POLICY checker ON documents FOR SELECT TO %I USING (true)', current_user);
    EXECUTE format('CREATE POLICY checker ON document_revisions FOR SELECT TO %I USING (true)', current_user);
END
$$;
-- +goose StatementEnd
