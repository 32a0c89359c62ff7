package io.github.camelgraphmail.examples.bus.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are of Kubernetes' types, without a field that those do not have, and agree with each other and with the bus. */
class KubernetesManifestsTest {

    private static final Path MANIFESTS = Path.of("src/distribution/kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // The model takes in what it does not know; here that is a mistake.
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "several-nodes"})
    void listsEachOfItsManifests(String variant) throws IOException {
        Set<String> listed = new TreeSet<>(Set.of("kustomization.yaml"));
        yaml.readTree(MANIFESTS.resolve(variant).resolve("kustomization.yaml").toFile())
                .get("resources")
                .forEach(resource -> listed.add(resource.asText()));
        assertThat(listed.remove("../common")).isTrue();

        try (Stream<Path> files = Files.list(MANIFESTS.resolve(variant))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "several-nodes"})
    void selectsThePodsThatItMakes(String variant) throws IOException {
        List<HasMetadata> manifests = manifests(variant);
        Map<String, String> labels = pod(manifests).getMetadata().getLabels();

        assertThat(selectors(manifests)).hasSizeGreaterThan(1).allSatisfy(selector -> assertThat(labels)
                .containsAllEntriesOf(selector));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "several-nodes"})
    void mountsWhatIsThere(String variant) throws IOException {
        List<HasMetadata> manifests = manifests(variant);
        PodTemplateSpec pod = pod(manifests);
        Set<String> volumes =
                pod.getSpec().getVolumes().stream().map(Volume::getName).collect(Collectors.toCollection(TreeSet::new));
        of(manifests, StatefulSet.class)
                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                .forEach(claim -> volumes.add(claim.getMetadata().getName()));

        assertThat(container(pod).getVolumeMounts().stream().map(VolumeMount::getName))
                .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(container(pod).getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains(
                        ofTheImage("GRAPHMAIL_BUS_CONF"),
                        ofTheImage("GRAPHMAIL_BUS_DATA"),
                        variable(pod, "CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION"));
        assertThat(of(manifests, ServiceAccount.class)
                        .map(account -> account.getMetadata().getName()))
                .containsExactly(pod.getSpec().getServiceAccountName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "several-nodes"})
    void givesItTimeToStopAndNoMoreRightsThanItNeeds(String variant) throws IOException {
        PodTemplateSpec pod = pod(manifests(variant));

        assertThat(pod.getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThanOrEqualTo(Long.parseLong(defaults().getProperty("camel.main.shutdown-timeout")) + 15);
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(container(pod).getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        assertThat(container(pod).getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(variable(pod, "SANDBOX_START")).isEqualTo("never");
    }

    /** Where camel-main has health. */
    @ParameterizedTest
    @ValueSource(strings = {"one-node", "several-nodes"})
    void asksForHealthWhereItIs(String variant) throws IOException {
        Container bus = container(pod(manifests(variant)));

        assertThat(Stream.of(bus.getStartupProbe(), bus.getLivenessProbe(), bus.getReadinessProbe())
                        .map(Probe::getHttpGet)
                        .map(get -> get.getPort().getStrVal() + get.getPath()))
                .containsExactly(
                        "management/observe/health/live",
                        "management/observe/health/live",
                        "management/observe/health/ready");
        assertThat(bus.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("management");
            assertThat(port.getContainerPort()).isEqualTo(8027);
        });
    }

    @Test
    void setsNothingThatIsNoSetting() throws IOException {
        Set<String> settings = defaults().stringPropertyNames();
        Properties configured = new Properties();
        ConfigMap configuration =
                of(manifests("one-node"), ConfigMap.class).findFirst().orElseThrow();
        configured.load(new StringReader(configuration.getData().get("application.properties")));

        assertThat(configured.stringPropertyNames()).isNotEmpty();
        assertThat(settings).containsAll(configured.stringPropertyNames());
        assertThat(settings.stream()
                        .map(setting -> setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
                .containsAll(container(pod(manifests("several-nodes"))).getEnv().stream()
                        .map(EnvVar::getName)
                        .filter(name -> name.startsWith("BUS_") || name.startsWith("SANDBOX_"))
                        .toList());
    }

    private List<HasMetadata> manifests(String variant) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        for (Path folder : List.of(MANIFESTS.resolve("common"), MANIFESTS.resolve(variant))) {
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(file -> !file.endsWith("kustomization.yaml")).toList();
            }
            for (Path file : files) {
                manifests.addAll(read(file));
            }
        }
        return manifests;
    }

    private List<HasMetadata> read(Path file) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                String kind = document.get("apiVersion").asText() + "/"
                        + document.get("kind").asText();
                assertThat(KINDS).containsKey(kind);
                manifests.add(yaml.treeToValue(document, KINDS.get(kind)));
            }
        }
        return manifests;
    }

    private static <T> Stream<T> of(List<HasMetadata> manifests, Class<T> kind) {
        return manifests.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static PodTemplateSpec pod(List<HasMetadata> manifests) {
        return Stream.concat(
                        of(manifests, StatefulSet.class)
                                .map(set -> set.getSpec().getTemplate()),
                        of(manifests, Deployment.class)
                                .map(deployment -> deployment.getSpec().getTemplate()))
                .findFirst()
                .orElseThrow();
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    private static String variable(PodTemplateSpec pod, String name) {
        return container(pod).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<Map<String, String>> selectors(List<HasMetadata> manifests) {
        return Stream.of(
                        of(manifests, Service.class)
                                .map(service -> service.getSpec().getSelector()),
                        of(manifests, StatefulSet.class)
                                .map(set -> set.getSpec().getSelector().getMatchLabels()),
                        of(manifests, Deployment.class)
                                .map(deployment ->
                                        deployment.getSpec().getSelector().getMatchLabels()),
                        of(manifests, PodDisruptionBudget.class)
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()),
                        of(manifests, NetworkPolicy.class)
                                .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()))
                .flatMap(selectors -> selectors)
                .toList();
    }

    private static String ofTheImage(String variable) throws IOException {
        return Files.readAllLines(Path.of("src/distribution/Containerfile")).stream()
                .map(line ->
                        line.replaceFirst("^ENV", "").replaceFirst("\\\\$", "").strip())
                .filter(line -> line.startsWith(variable + "="))
                .map(line -> line.substring(variable.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = KubernetesManifestsTest.class.getResourceAsStream("/bus/application.properties")) {
            defaults.load(file);
        }
        return defaults;
    }
}
