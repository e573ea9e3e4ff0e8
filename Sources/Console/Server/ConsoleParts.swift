#if Console
    /// The parts of a running console that answers are made of.
    struct ConsoleParts: Sendable {
        /// What happens, for pages that listen.
        let events: EventHub
        /// Captures that the console itself makes: the lab's and those of scenarios.
        let captures: OwnCaptures
        /// The lab; nil where captures alone are shown.
        let lab: LabAccess?
        /// The runs of the scenarios.
        let scenarios: ScenarioRuns
        /// The runs that were kept.
        let history: HistoryBook
        /// How the console is served.
        let configuration: ConsoleConfiguration
    }
#endif
