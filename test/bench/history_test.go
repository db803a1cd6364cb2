//go:build engines

package bench

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
)

// counted is a history by the types of its events.
type counted struct {
	// signed counts up to the answer to the last act, less what was only scheduled then:
	// the report to the court, which goes out by itself.
	signed int
	all    int // with what follows by itself
	types  map[string]int
}

// count reads a history once nothing more happens in it.
func count(ctx context.Context, c client.Client, id string) (counted, error) {
	if err := settled(ctx, c, id); err != nil {
		return counted{}, err
	}
	n, underWay := counted{types: map[string]int{}}, 0
	events := c.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			return n, err
		}
		n.all++
		n.types[e.GetEventType().String()]++
		switch e.GetEventType() {
		case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			underWay++
		case enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
			underWay--
		case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED:
			n.signed = n.all - underWay
		default:
		}
	}
	return n, nil
}

// settled waits until neither an activity nor a workflow task is under way and the
// history has not grown for a moment.
func settled(ctx context.Context, c client.Client, id string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for last, same := int64(-1), 0; same < 3; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		d, err := c.DescribeWorkflowExecution(ctx, id, "")
		if err != nil {
			return err
		}
		now := d.GetWorkflowExecutionInfo().GetHistoryLength()
		if now != last || len(d.GetPendingActivities()) > 0 || d.GetPendingWorkflowTask() != nil {
			last, same = now, 0
			continue
		}
		same++
	}
	return nil
}

func (n counted) String() string {
	names := slices.SortedFunc(maps.Keys(n.types), func(a, b string) int {
		return cmp.Or(cmp.Compare(n.types[b], n.types[a]), strings.Compare(a, b))
	})
	text := fmt.Sprintf("%d events to the signed agreement, %d with what follows:", n.signed, n.all)
	for _, name := range names {
		text += fmt.Sprintf(" %s %d,", name, n.types[name])
	}
	return strings.TrimSuffix(text, ",")
}
