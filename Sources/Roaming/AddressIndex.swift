internal import Octets

/// Where things stand, by address: open addressing with linear probing, at most half full.
///
/// A Dictionary takes a fifth of a large capture's analysis. Nothing walks over this table, so its random seed, which keeps
/// a capture from being made to collide, changes no result.
struct AddressIndex {
    private struct Cell {
        var address = MACAddress(0)
        /// -1 in an empty cell.
        var place: Int32 = -1
    }

    private let seed = UInt64.random(in: .min ... .max)
    private var cells = [Cell](repeating: Cell(), count: 64)
    private var count = 0

    /// The place kept for an address.
    func find(_ address: MACAddress) -> Int? {
        var index = home(of: address)
        while cells[index].place >= 0 {
            if cells[index].address == address { return Int(cells[index].place) }
            index = (index + 1) & (cells.count - 1)
        }
        return nil
    }

    /// Keeps the place of an address that has none yet.
    mutating func insert(_ address: MACAddress, _ place: Int) {
        if 2 * (count + 1) > cells.count { grow() }
        count += 1
        put(Cell(address: address, place: Int32(truncatingIfNeeded: place)))
    }

    /// Forgets an address.
    mutating func remove(_ address: MACAddress) {
        var hole = home(of: address)
        while cells[hole].place >= 0, cells[hole].address != address { hole = (hole + 1) & (cells.count - 1) }
        guard cells[hole].place >= 0 else { return }
        count -= 1
        cells[hole] = Cell()
        // Whatever the hole separates from its home moves into it.
        var index = (hole + 1) & (cells.count - 1)
        while cells[index].place >= 0 {
            let distance = (index - home(of: cells[index].address)) & (cells.count - 1)
            if distance >= (index - hole) & (cells.count - 1) {
                cells.swapAt(index, hole)
                hole = index
            }
            index = (index + 1) & (cells.count - 1)
        }
    }

    private mutating func put(_ cell: Cell) {
        var index = home(of: cell.address)
        while cells[index].place >= 0 { index = (index + 1) & (cells.count - 1) }
        cells[index] = cell
    }

    private mutating func grow() {
        let old = cells
        cells = [Cell](repeating: Cell(), count: 2 * old.count)
        for cell in old where cell.place >= 0 { put(cell) }
    }

    private func home(of address: MACAddress) -> Int {
        let (high, low) = (address.rawValue ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: high ^ low) & (cells.count - 1)
    }
}
