-- +goose Up
-- What the public page says of a document of the agreement. An agreement is complete when
-- the organisation has sealed it; an application when all for whom its text leaves a place
-- have signed it and the agreement of the same text (documents.of) is sealed. Only a later
-- agreement that is sealed supersedes: a text that was frozen and taken back never held.
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
    IF hash <> '' AND NOT EXISTS (SELECT FROM document_revisions WHERE code = asked AND sha256 = hash) THEN
        RETURN 'not-genuine';
    END IF;
    IF d.version > 0 THEN
        IF NOT EXISTS (SELECT FROM documents a JOIN document_revisions r ON r.code = a.code
                WHERE a.dispute_id = d.dispute_id AND a.kind = 'agreement' AND a.of = d.of
                    AND r.signer = 'organisation') THEN
            RETURN 'not-genuine';
        END IF;
        IF d.kind = 'confirmation-application' AND EXISTS (
                SELECT FROM document_revisions t, jsonb_array_elements(t.places) AS place
                WHERE t.code = asked AND t.no = 0 AND place ->> 'signer' NOT IN ('mediator', 'organisation')
                    AND NOT EXISTS (SELECT FROM document_revisions r
                        WHERE r.code = asked AND r.no > 0 AND r.signer = place ->> 'signer')) THEN
            RETURN 'not-genuine';
        END IF;
        IF EXISTS (SELECT FROM documents a JOIN document_revisions r ON r.code = a.code
                WHERE a.dispute_id = d.dispute_id AND a.kind = 'agreement' AND r.signer = 'organisation' AND a.of <> d.of
                    AND (a.version > d.version OR (a.version = d.version AND a.created_at > d.created_at))) THEN
            RETURN 'superseded';
        END IF;
    END IF;
    IF hash <> '' AND hash <> last.sha256 THEN
        RETURN 'superseded';
    END IF;
    RETURN 'genuine';
END
$$;
-- +goose StatementEnd
