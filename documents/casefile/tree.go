package casefile

import (
	"encoding/hex"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
)

// prove computes the Merkle root over the digests of the entries and gives each entry the
// proof that it is under that root (RFC 6962 section 2.1.1).
func prove(entries []*entry) (root string, err error) {
	tree := rfc6962.DefaultHasher
	nodes := map[compact.NodeID][]byte{}
	keep := func(id compact.NodeID, hash []byte) { nodes[id] = hash }
	growing := (&compact.RangeFactory{Hash: tree.HashChildren}).NewEmptyRange(0)
	for _, e := range entries {
		digest, err := hex.DecodeString(e.item.SHA256)
		if err != nil {
			return "", err
		}
		leaf := tree.HashLeaf(digest)
		keep(compact.NewNodeID(0, growing.End()), leaf)
		if err := growing.Append(leaf, keep); err != nil {
			return "", err
		}
	}
	hash, err := growing.GetRootHash(keep)
	if err != nil {
		return "", err
	}
	if len(entries) == 0 {
		hash = tree.EmptyRoot()
	}
	for i, e := range entries {
		path, err := proof.Inclusion(uint64(i), uint64(len(entries)))
		if err != nil {
			return "", err
		}
		hashes := make([][]byte, len(path.IDs))
		for k, id := range path.IDs {
			hashes[k] = nodes[id]
		}
		if hashes, err = path.Rehash(hashes, tree.HashChildren); err != nil {
			return "", err
		}
		e.item.Proof = make([]string, len(hashes))
		for k, h := range hashes {
			e.item.Proof[k] = hex.EncodeToString(h)
		}
	}
	return hex.EncodeToString(hash), nil
}
