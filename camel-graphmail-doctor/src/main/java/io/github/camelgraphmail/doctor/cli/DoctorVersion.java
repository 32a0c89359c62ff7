package io.github.camelgraphmail.doctor.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that stands in the jar. */
final class DoctorVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = DoctorVersion.class.getPackage().getImplementationVersion();
        return new String[] {"camel-graphmail-doctor " + (version == null ? "(not from a jar)" : version)};
    }
}
