public import Configuration
internal import Lab
internal import Station

/// What a dialog shows of the lab's devices, and sets.
extension ControlledLab {
    /// The settings of a station.
    ///
    /// - Parameter revealsSecrets: whether passwords are shown rather than ``StationSettings/mask``.
    public func settings(ofStation index: Int, revealsSecrets: Bool) -> StationSettings {
        stations[index].settings(revealsSecrets: revealsSecrets)
    }

    /// Sets a station, at once. Members that are nil, and secrets that are ``StationSettings/mask``, stay as they are.
    ///
    /// - Throws: ``SettingsRefusal``; then nothing has changed.
    public mutating func apply(_ settings: StationSettings, toStation index: Int) throws(SettingsRefusal) {
        let before = stations[index]
        var control = before
        let result = lab.station(index) { station, now, out -> Result<Void, SettingsRefusal> in
            do throws(SettingsRefusal) {
                return .success(try control.apply(settings, &station, at: now, &out))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        stations[index] = control
        report()
    }

    /// What an access point is set to.
    public func configuration(ofAccessPoint index: Int) -> HostapdConfiguration { accessPoints[index].settings }

    /// Gives an access point another hostapd.conf and reloads it: every station is deauthenticated, keys stay.
    ///
    /// Its interfaces, their addresses and the channel stay as they are while the lab runs.
    ///
    /// - Throws: ``SettingsRefusal``; then nothing has changed.
    public mutating func replace(
        configurationOfAccessPoint index: Int, with file: HostapdConfiguration
    ) throws(SettingsRefusal) {
        var control = accessPoints[index]
        let result = lab.accessPoint(index) { accessPoint, now, out -> Result<Void, SettingsRefusal> in
            do throws(SettingsRefusal) {
                return .success(try control.replace(with: file, &accessPoint, at: now, &out))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        accessPoints[index] = control
        report()
    }
}
