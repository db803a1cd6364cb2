-- +goose Up
-- What a party tells the mediator alone, or a mediator notes for himself (背对背调解). Personal
-- data: text. It is no part of the case: the worker, who makes documents, exports and case
-- files, can't read it at all. Whoever owns it may release it to the other side by an act
-- in the ledger; a court never sees it.
CREATE TABLE confidences (
    id          text PRIMARY KEY,
    dispute_id  text NOT NULL REFERENCES disputes (id),
    session     integer NOT NULL CHECK (session >= 0),
    owner       text NOT NULL, -- account
    owner_party text NOT NULL, -- empty for the mediator
    told_to     text NOT NULL, -- the mediator of that day; his successor is told nothing
    text        text NOT NULL CHECK (text <> ''),
    at          timestamptz NOT NULL
);
CREATE INDEX confidences_of_dispute ON confidences (dispute_id, at);

-- +goose StatementBegin
DO $$
BEGIN
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON confidences
        FOR EACH STATEMENT EXECUTE FUNCTION sutiao_refuse();
    ALTER TABLE confidences ENABLE ALWAYS TRIGGER append_only;
    ALTER TABLE confidences ENABLE ROW LEVEL SECURITY;
    ALTER TABLE confidences FORCE ROW LEVEL SECURITY;
END
$$;
-- +goose StatementEnd

CREATE POLICY owner ON confidences FOR SELECT TO sutiao_api USING (
    sutiao_viewer('role') IN ('party', 'mediator')
    AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id)
    AND (owner = sutiao_viewer('account')
        OR told_to = sutiao_viewer('account')
        OR (owner_party <> '' AND EXISTS (SELECT FROM dispute_people p WHERE p.dispute_id = confidences.dispute_id
            AND p.account = sutiao_viewer('account') AND p.party = owner_party))
        -- Released by its owner's act.
        OR EXISTS (SELECT FROM ledger l WHERE l.dispute_id = confidences.dispute_id
            AND CASE WHEN l.act = 'ReleaseConfidence' THEN l.detail::jsonb ->> 'confidence' = confidences.id
                AND (l.actor_account = owner OR (owner_party <> '' AND l.party = owner_party)) ELSE false END)));

CREATE POLICY writer ON confidences FOR INSERT TO sutiao_api WITH CHECK (
    owner = sutiao_viewer('account')
    AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id
        AND (told_to = d.mediator)
        AND ((owner_party = '' AND d.mediator = sutiao_viewer('account'))
            OR EXISTS (SELECT FROM dispute_people p WHERE p.dispute_id = d.id
                AND p.account = sutiao_viewer('account') AND p.party = owner_party))));

GRANT SELECT, INSERT ON confidences TO sutiao_api;
