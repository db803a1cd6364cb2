package worker_test

import (
	"testing"

	"go.temporal.io/sdk/client"

	"sutiao/activities"
	"sutiao/worker"
)

// TestEveryMethodOfTheActivitiesIsAnActivity: the engine refuses a worker whose activities
// have another exported method.
func TestEveryMethodOfTheActivitiesIsAnActivity(t *testing.T) {
	c, err := client.NewLazyClient(client.Options{HostPort: "127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	worker.New(c, activities.New(nil, nil, nil), nil)
}
