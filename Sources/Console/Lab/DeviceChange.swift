#if Console
    internal import Control

    /// A device that has changed, as `/events` tells it.
    enum DeviceChange: Encodable, Sendable {
        case station(StationDescription)
        case accessPoint(AccessPointDescription)

        private enum Key: String, CodingKey {
            case kind, device
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            switch self {
            case .station(let station):
                try container.encode("station", forKey: .kind)
                try container.encode(station, forKey: .device)
            case .accessPoint(let accessPoint):
                try container.encode("access_point", forKey: .kind)
                try container.encode(accessPoint, forKey: .device)
            }
        }
    }

    extension ControlledLab {
        /// The devices with these interfaces, each once.
        mutating func devices(named names: Set<String>) -> [DeviceChange] {
            var devices: [DeviceChange] = []
            var accessPoints: Set<Int> = []
            for name in names.sorted() {
                if let index = station(named: name) {
                    devices.append(.station(station(index)))
                } else if let place = bss(named: name), accessPoints.insert(place.accessPoint).inserted {
                    devices.append(.accessPoint(accessPoint(place.accessPoint)))
                }
            }
            return devices
        }
    }
#endif
