package io.github.camelgraphmail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of imports, which is the way of a mail. */
@AnalyzeClasses(packages = "io.github.camelgraphmail", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camelgraphmail";

    @ArchTest
    static final ArchRule theStepsDoNotKnowTheCamelFace = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".mail..",
                    ROOT + ".policy..",
                    ROOT + ".delivery..",
                    ROOT + ".scope..",
                    ROOT + ".graph..",
                    ROOT + ".auth..",
                    ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    GraphMailComponent.class,
                    GraphMailEndpoint.class,
                    GraphMailProducer.class,
                    GraphMailConfiguration.class,
                    EndpointSettings.class,
                    GraphMailServices.class);

    @ArchTest
    static final ArchRule onlyTheFaceAndTheComposerKnowCamel = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".policy..",
                    ROOT + ".delivery..",
                    ROOT + ".scope..",
                    ROOT + ".graph..",
                    ROOT + ".auth..",
                    ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule graphAndAuthKnowNothingOfMails = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".graph..", ROOT + ".auth..", ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".mail..", ROOT + ".policy..", ROOT + ".delivery..");

    @ArchTest
    static final ArchRule theScopeIsLookedAtWithoutMails = noClasses()
            .that()
            .resideInAPackage(ROOT + ".scope..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".mail..", ROOT + ".policy..", ROOT + ".delivery..");

    @ArchTest
    static final ArchRule composingKnowsNothingOfSending = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".mail..", ROOT + ".policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".delivery..", ROOT + ".graph..", ROOT + ".auth..", ROOT + ".http..");

    @ArchTest
    static final ArchRule signingInKnowsNothingOfGraph = noClasses()
            .that()
            .resideInAPackage(ROOT + ".auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".graph..");

    @ArchTest
    static final ArchRule onlyTheTransportKnowsTheHttpClient = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".graph..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule onlySigningInKnowsMsal = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.microsoft..");

    @ArchTest
    static final ArchRule onlyMetricsKnowMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..")
            .because("the component does without it");

    @ArchTest
    static final ArchRule onlyTheDecoratorKnowsTelemetry = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.telemetry..")
            .because("the component does without it");

    @ArchTest
    static final ArchRule whoShowsKnowsTheFaceAlone = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".console..", ROOT + ".metrics..", ROOT + ".telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".mail..",
                    ROOT + ".policy..",
                    ROOT + ".delivery..",
                    ROOT + ".scope..",
                    ROOT + ".graph..",
                    ROOT + ".auth..",
                    ROOT + ".http..");

    @ArchTest
    static final ArchRule packagesBelowTheFaceHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyHoldsMutableStaticState = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("state belongs to a component, of which there may be several");
}
