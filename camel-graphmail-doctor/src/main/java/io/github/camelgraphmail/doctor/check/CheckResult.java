package io.github.camelgraphmail.doctor.check;

import io.github.camelgraphmail.doctor.advice.Advice;
import java.util.Objects;
import java.util.Optional;

/**
 * What a check came to.
 *
 * @param subject the mailbox it is about, empty where it is about none
 * @param observed what was observed and what that indicates, or why there was no look
 * @param httpStatus of the answer, 0 for none
 * @param code Entra's or Graph's code in it, empty for none
 * @param advice what to do about it, or what is worth knowing
 */
public record CheckResult(
        Check check,
        Optional<String> subject,
        Status status,
        String observed,
        int httpStatus,
        Optional<String> code,
        Optional<Advice> advice) {

    public CheckResult {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(advice, "advice");
    }

    static CheckResult of(Check check, Status status, String observed) {
        return new CheckResult(check, Optional.empty(), status, observed, 0, Optional.empty(), Optional.empty());
    }

    static CheckResult skipped(Check check, String why) {
        return of(check, Status.SKIPPED, why);
    }

    CheckResult about(String mailbox) {
        return new CheckResult(check, Optional.of(mailbox), status, observed, httpStatus, code, advice);
    }

    /** @param codeOfAnswer null or empty for none */
    CheckResult answered(int answered, String codeOfAnswer) {
        Optional<String> known = Optional.ofNullable(codeOfAnswer).filter(text -> !text.isEmpty());
        return new CheckResult(check, subject, status, observed, answered, known, advice);
    }

    CheckResult advised(Advice given) {
        return new CheckResult(check, subject, status, observed, httpStatus, code, Optional.of(given));
    }

    /** Its title with what it is about. */
    public String title() {
        return check.title() + subject.map(mailbox -> " " + mailbox).orElse("");
    }
}
