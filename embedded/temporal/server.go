package main

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// historyShards is fixed when a database is first used and can never change:
// four are plenty for one machine and keep the idle load low.
const historyShards = 4

// newServer assembles the four services in one process, on Postgres.
func newServer(o options, logger log.Logger) (temporal.Server, string, error) {
	host, port, err := splitListen(o.listen)
	if err != nil {
		return nil, "", err
	}
	ports, err := freePorts(3)
	if err != nil {
		return nil, "", err
	}
	addressOf := map[primitives.ServiceName]string{
		primitives.FrontendService: net.JoinHostPort(reachable(host), strconv.Itoa(port)),
		primitives.HistoryService:  loopback(ports[0]),
		primitives.MatchingService: loopback(ports[1]),
		primitives.WorkerService:   loopback(ports[2]),
	}
	cfg, err := serverConfig(o, addressOf)
	if err != nil {
		return nil, "", err
	}
	cfg.Services[string(primitives.FrontendService)] = service(host, port)

	// Static hosts instead of gossip: one process needs no membership ports, and
	// a start right after a kill does not first wait for members that are dead.
	hosts := make(map[primitives.ServiceName]static.Hosts, len(addressOf))
	for name, address := range addressOf {
		hosts[name] = static.SingleLocalHost(address)
	}
	server, err := temporal.NewServer(
		temporal.WithConfig(cfg),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts),
		temporal.WithDynamicConfigClient(dynamicSettings()),
		temporal.WithLogger(logger),
		temporal.WithNamespaceLogger(logger),
	)
	return server, addressOf[primitives.FrontendService], err
}

// dynamicSettings keeps the limits of a production cluster, so that what passes
// here passes there. Only what concerns the size of the machine is changed.
func dynamicSettings() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		dynamicconfig.FrontendEnableUpdateWorkflowExecution.Key():              true,
		dynamicconfig.FrontendEnableUpdateWorkflowExecutionAsyncAccepted.Key(): true,
		dynamicconfig.EnableEagerWorkflowStart.Key():                           true,
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():                 1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key():                1,
	}
}

func serverConfig(o options, addressOf map[primitives.ServiceName]string) (*config.Config, error) {
	main, err := store(o.databaseURL, o.database, 16)
	if err != nil {
		return nil, err
	}
	visibility, err := store(o.databaseURL, o.visibilityDatabase, 4)
	if err != nil {
		return nil, err
	}
	services := make(map[string]config.Service, len(addressOf))
	for name, address := range addressOf {
		host, port, err := splitListen(address)
		if err != nil {
			return nil, err
		}
		services[string(name)] = service(host, port)
	}
	frontend := addressOf[primitives.FrontendService]
	off := config.ArchivalNamespaceDefaults{
		History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
		Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
	}
	return &config.Config{
		Global: config.Global{Membership: config.Membership{MaxJoinDuration: 30 * time.Second}},
		Persistence: config.Persistence{
			DefaultStore:     "main",
			VisibilityStore:  "visibility",
			NumHistoryShards: historyShards,
			DataStores: map[string]config.DataStore{
				"main":       {SQL: main},
				"visibility": {SQL: visibility},
			},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        "active",
			CurrentClusterName:       "active",
			ClusterInformation: map[string]cluster.ClusterInformation{
				"active": {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services:            services,
		PublicClient:        config.PublicClient{HostPort: frontend},
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: off},
	}, nil
}

// store turns a database URL into Temporal's own description of a connection;
// parameters of the URL (sslmode and the like) pass through unchanged.
func store(databaseURL, database string, connections int) (*config.SQL, error) {
	u, err := url.Parse(databaseURL)
	if err != nil || u.Hostname() == "" || u.User == nil {
		return nil, fmt.Errorf("database URL must look like postgres://user:password@host:port/")
	}
	port := u.Port()
	if port == "" {
		port = "5432"
	}
	attributes := make(map[string]string)
	for name, values := range u.Query() {
		attributes[name] = values[0]
	}
	password, _ := u.User.Password()
	return &config.SQL{
		PluginName:         postgresql.PluginNamePGX,
		DatabaseName:       database,
		ConnectAddr:        net.JoinHostPort(u.Hostname(), port),
		ConnectProtocol:    "tcp",
		User:               u.User.Username(),
		Password:           password,
		ConnectAttributes:  attributes,
		MaxConns:           connections,
		MaxIdleConns:       connections,
		MaxConnLifetime:    time.Hour,
		TaskScanPartitions: 1,
	}, nil
}

func service(host string, port int) config.Service {
	return config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: host}}
}
