package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/types/known/durationpb"
)

const pollInterval = 100 * time.Millisecond

// ensureNamespace registers the namespace unless it is there, and returns once
// the frontend answers requests in it: only then is the server of any use.
func ensureNamespace(ctx context.Context, address, name string, retention time.Duration) error {
	c, err := connect(address, name)
	if err != nil {
		return err
	}
	defer c.Close()

	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		err := register(ctx, c, name, retention)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("namespace %s is not served: %w", name, err)
		case <-tick.C:
		}
	}
}

func register(ctx context.Context, c client.Client, name string, retention time.Duration) error {
	_, err := c.WorkflowService().RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace:                        name,
		Description:                      "disputes",
		WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	})
	var exists *serviceerror.NamespaceAlreadyExists
	if err != nil && !errors.As(err, &exists) {
		return err
	}
	return serves(ctx, c, name)
}

// serves asks for a count, which goes through the namespace cache and the
// visibility store.
func serves(ctx context.Context, c client.Client, name string) error {
	_, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Namespace: name})
	return err
}

// check is the health check of a container.
func check(ctx context.Context, o options) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	c, err := connect(o.check, o.namespace)
	if err != nil {
		return err
	}
	defer c.Close()
	return serves(ctx, c, o.namespace)
}

func connect(address, namespace string) (client.Client, error) {
	return client.NewLazyClient(client.Options{HostPort: address, Namespace: namespace, Logger: silent{}})
}

// silent is the logger of the start-up client: its retries are expected.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
