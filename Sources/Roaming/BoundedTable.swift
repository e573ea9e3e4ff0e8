internal import Octets

/// A table by address that forgets the entry unused for longest when it is full, so that a flood of invented addresses
/// does not grow it. Its order is that of use: the same input gives the same table.
struct BoundedTable<Value> {
    private struct Slot {
        var address: MACAddress
        var value: Value
        var older: Int
        var newer: Int
    }

    private let capacity: Int
    private var slots: [Slot] = []
    private var places: AddressIndex
    private var oldest = -1
    private var newest = -1

    /// An empty table that holds `capacity` entries.
    init(capacity: Int) {
        self.capacity = capacity
        places = AddressIndex()
    }

    /// How many entries there are.
    var count: Int { slots.count }

    /// Where the entry of an address stands, which counts as a use; nil where there is none.
    mutating func place(of address: MACAddress) -> Int? {
        guard let place = places.find(address) else { return nil }
        touch(place)
        return place
    }

    /// Where the entry of an address stands, a new one if there was none, and what had to go for it.
    mutating func place(
        of address: MACAddress, making value: @autoclosure () -> Value
    ) -> (place: Int, forgotten: Value?) {
        if let place = place(of: address) { return (place, nil) }
        if slots.count < capacity {
            slots.append(Slot(address: address, value: value(), older: newest, newer: -1))
            let place = slots.count - 1
            if newest >= 0 { slots[newest].newer = place } else { oldest = place }
            newest = place
            places.insert(address, place)
            return (place, nil)
        }
        let place = oldest
        let forgotten = slots[place].value
        places.remove(slots[place].address)
        slots[place].address = address
        slots[place].value = value()
        places.insert(address, place)
        touch(place)
        return (place, forgotten)
    }

    /// The entry at a place.
    subscript(place: Int) -> Value {
        get { slots[place].value }
        _modify { yield &slots[place].value }
    }

    /// The address at a place.
    func address(at place: Int) -> MACAddress { slots[place].address }

    private mutating func touch(_ place: Int) {
        guard place != newest else { return }
        let (older, newer) = (slots[place].older, slots[place].newer)
        if older >= 0 { slots[older].newer = newer } else { oldest = newer }
        slots[newer].older = older
        slots[place].older = newest
        slots[place].newer = -1
        slots[newest].newer = place
        newest = place
    }
}
