-- +goose Up
-- A party's confirmation of its address for service (送达地址确认书) is shown to no other party:
-- the address and the telephone are its own.
DROP POLICY viewer ON documents;
CREATE POLICY viewer ON documents FOR SELECT TO sutiao_api
    USING (EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id)
        AND (kind <> 'address-confirmation' OR sutiao_viewer('role') <> 'party' OR EXISTS (
            SELECT FROM ledger l JOIN dispute_people p ON p.dispute_id = l.dispute_id AND p.party = l.party
            WHERE l.dispute_id = documents.dispute_id AND l.act_id = documents.of
                AND p.account = sutiao_viewer('account'))));
