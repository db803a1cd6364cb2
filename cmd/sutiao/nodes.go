package main

import (
	"context"

	"sutiao/activities"
	"sutiao/storage"
)

// nodes lets the rooms' workflow choose among the media nodes that have registered.
type nodes struct{ db *storage.DB }

// Choose implements activities.MediaNodes.
func (n nodes) Choose(ctx context.Context, not []string) (*activities.MediaNode, error) {
	node, err := n.db.ChooseMediaNode(ctx, not)
	if err != nil || node == nil {
		return nil, err
	}
	return &activities.MediaNode{ID: node.ID, Queue: node.Queue}, nil
}
