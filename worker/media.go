package worker

import (
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"

	"sutiao/activities"
)

// NewMedia makes the worker of a media node: it opens rooms that are asked for on the
// node's own task queue, and nothing else.
func NewMedia(c client.Client, queue string, rooms *activities.Rooms) sdk.Worker {
	w := sdk.New(c, queue, sdk.Options{
		DisableWorkflowWorker: true,
		// Signs of life are passed on as they come: a silent node loses its rooms.
		MaxHeartbeatThrottleInterval:     rooms.Beat,
		DefaultHeartbeatThrottleInterval: rooms.Beat,
		WorkerStopTimeout:                5 * time.Second,
	})
	w.RegisterActivityWithOptions(rooms, activity.RegisterOptions{})
	return w
}
