package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mailbox of a Graph that plays one row at one step and otherwise does what it is asked for, counting. Safe for use by
 * many threads.
 */
final class RepeatMailbox {

    /** What can be asked of it. */
    enum Kind {
        SEND_MAIL("POST", "sendMail"),
        CREATE("POST", "messages"),
        FIND("GET", "mailFolders/drafts/messages"),
        ATTACH("POST", "messages/draft/attachments"),
        LIST("GET", "messages/draft/attachments"),
        SESSION("POST", "messages/draft/attachments/createUploadSession"),
        RANGE("PUT", "upload"),
        SEND("POST", "messages/draft/send"),
        LOOK("GET", "messages/draft"),
        DELETE("DELETE", "messages/draft");

        private final String method;
        private final String path;

        Kind(String method, String path) {
            this.method = method;
            this.path = path;
        }

        private static Kind of(Request request) {
            String path = URI.create(request.getUrl()).getPath().replaceFirst("^/v1\\.0/users/[^/]+/", "");
            for (Kind kind : values()) {
                if (kind.method.equals(request.getMethod().getName())
                        && kind.path.equals(path.replaceFirst("^upload/.*", "upload"))) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Nobody should ask for " + request.getMethod() + " " + request.getUrl());
        }
    }

    /** @param token empty for none */
    record Seen(Kind kind, Instant at, String token) {}

    private final String name;
    private final RepeatRow row;
    private final Kind kind;
    private final boolean closing;

    // All below are guarded by this.
    private final List<Seen> requests = new ArrayList<>();
    private String address;
    private int drafts;
    private int attachments;
    private int sessions;
    private final Set<String> uploaded = new HashSet<>();
    private int sent;

    /**
     * @param kind to the first of which the row happens
     * @param closing whether it closes the connection after each answer
     */
    RepeatMailbox(String name, RepeatRow row, Kind kind, boolean closing) {
        this.name = name;
        this.row = row;
        this.kind = kind;
        this.closing = closing;
    }

    String name() {
        return name;
    }

    /** @param graph where the component finds this mailbox */
    synchronized void isAt(String graph) {
        this.address = graph;
    }

    synchronized String address() {
        return address;
    }

    /** How many mails have left it. */
    synchronized int sent() {
        return sent;
    }

    /** How many messages were created in it. */
    synchronized int drafts() {
        return drafts;
    }

    /** How many attachments were given to its draft. */
    synchronized int attachments() {
        return attachments;
    }

    synchronized List<Seen> requests() {
        return List.copyOf(requests);
    }

    List<Seen> requests(Kind wanted) {
        return requests().stream().filter(seen -> seen.kind() == wanted).toList();
    }

    /** How many requests of each kind it has seen. */
    Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        requests().forEach(seen -> counts.merge(seen.kind(), 1, Integer::sum));
        return counts;
    }

    synchronized ResponseDefinition answer(Request request) {
        Kind asked = Kind.of(request);
        boolean happens = asked == kind && (row.always() || counts().getOrDefault(kind, 0) == 0);
        String token = request.containsHeader("Authorization") ? request.getHeader("Authorization") : "";
        requests.add(new Seen(asked, Instant.now(), token));
        if (happens && row.answer().isPresent()) {
            if (row.done()) {
                carryOut(asked, request.getUrl());
            }
            return row.answer().get();
        }
        ResponseDefinitionBuilder answer = carryOut(asked, request.getUrl());
        if (happens && row.meaning() == RepeatRow.Meaning.DONE) {
            answer.withHeader("Retry-After", "1");
        }
        if (closing) {
            answer.withHeader("Connection", "close");
        }
        return answer.build();
    }

    private ResponseDefinitionBuilder carryOut(Kind asked, String url) {
        return switch (asked) {
            case SEND_MAIL, SEND -> {
                sent++;
                yield aResponse().withStatus(202).withHeader("request-id", "r");
            }
            case CREATE -> {
                drafts++;
                yield jsonResponse("{\"id\":\"draft\",\"internetMessageId\":\"<m@contoso.com>\"}", 201);
            }
            case FIND -> jsonResponse("{\"value\":[" + (drafts > 0 ? "{\"id\":\"draft\"}" : "") + "]}", 200);
            case ATTACH -> {
                attachments++;
                yield jsonResponse("{}", 201);
            }
            case LIST -> jsonResponse("{\"value\":[" + (attachments > 0 ? "{\"id\":\"a\"}" : "") + "]}", 200);
            case SESSION -> {
                sessions++;
                String uploadUrl = address + "/v1.0/users/" + name + "/upload/" + sessions;
                yield jsonResponse("{\"uploadUrl\":\"" + uploadUrl + "\"}", 201);
            }
            case RANGE -> {
                if (!uploaded.add(url)) {
                    yield jsonResponse("{\"error\":{\"code\":\"ErrorItemNotFound\"}}", 404);
                }
                attachments++;
                yield aResponse().withStatus(201);
            }
            case LOOK -> jsonResponse("{\"id\":\"draft\",\"isDraft\":" + (sent == 0) + "}", 200);
            case DELETE -> aResponse().withStatus(204);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
