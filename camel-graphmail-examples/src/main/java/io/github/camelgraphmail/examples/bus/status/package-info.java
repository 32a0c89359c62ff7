/**
 * How the bus is. {@code JobJournal} notes what becomes of jobs, {@code QueueWatch} looks at the broker, {@code DoctorRounds} has the
 * doctor look at the rest; {@code StatusCollector} makes one {@code BusStatus} of it, which {@code StatusPage} renders,
 * {@code BusMetrics} gives as meters and {@code IntakeHealthCheck} judges. {@code BusWindow} opens all of it.
 */
package io.github.camelgraphmail.examples.bus.status;
