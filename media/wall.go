package media

// Where somebody is: outside, in the common room, or in the caucus of that number.
const (
	outside int32 = -1
	common  int32 = 0
)

// mayReceive is the wall between places. It is asked when a subscription is made and
// again for every packet, by whoever forwards and whoever records.
func mayReceive(to, from *participant) bool {
	at := to.place.Load()
	return at != outside && at == from.place.Load()
}
