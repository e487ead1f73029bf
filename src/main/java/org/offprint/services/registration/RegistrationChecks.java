package org.offprint.services.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.services.readiness.rules.CheckedRecord;
import org.offprint.services.readiness.rules.DepositSettings;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.readiness.rules.ReadinessRule;
import org.offprint.services.readiness.rules.ReadinessRules;
import org.offprint.services.readiness.rules.Verdict;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.Target;

/**
 * Finds the reasons why a record cannot be sent to a registration service, such as missing content or failed readiness
 * rules.
 */
@ApplicationScoped
public class RegistrationChecks {

    private static final int MAX_FINDINGS = 20;

    /**
     * Id of a readiness rule to skip. The rule checks the depositor configured for this service, but a deposit uses the
     * depositor of the account.
     */
    private static final String DEPOSIT_CAN_BE_WRITTEN = "cr-14";

    private final List<ReadinessRule> rules;
    private final DepositSettings site;

    RegistrationChecks(ReadinessRules rules, DepositSettings site) {
        this.rules = rules.all().stream()
                .filter(rule -> rule.level() == ReadinessRule.Level.MUST && rule.about() == ReadinessRule.About.ARTICLE)
                .filter(rule -> !rule.id().equals(DEPOSIT_CAN_BE_WRITTEN))
                .toList();
        this.site = site;
    }

    /** Returns at most 20 reasons why a record cannot be sent; empty if it can be sent. */
    public List<Finding> of(RegisteredRecord record, Payload payload, Target target, AccountSettings account) {
        List<Finding> found = new ArrayList<>();
        if (record.baseUrl().isEmpty()) {
            found.add(Finding.at(
                    "",
                    "public-url-missing",
                    "The setting offprint.public-url is required for registrations. Ask the operator to"
                            + " configure the public URL."));
        }
        boolean isOthers = !account.prefixes().isEmpty()
                && account.prefixes().stream()
                        .noneMatch(prefix -> payload.identifier().startsWith(prefix.value() + "/"));
        if (isOthers) {
            found.add(Finding.at(
                    "/doi", "prefix-not-yours", "The account may not use the prefix of " + payload.identifier() + "."));
        }
        found.addAll(payload.missing());
        if (record.article() != null && !record.withdrawn()) {
            found.addAll(unmet(record, target, account));
        }
        return List.copyOf(found.subList(0, Math.min(MAX_FINDINGS, found.size())));
    }

    private List<Finding> unmet(RegisteredRecord record, Target target, AccountSettings account) {
        Indexer indexer = Indexer.named(target.word()).orElse(null);
        DepositSettings settings = site.of(
                account.depositorName(),
                account.depositorEmail() == null
                        ? null
                        : account.depositorEmail().value(),
                account.crossmarkPolicy() == null
                        ? null
                        : account.crossmarkPolicy().value());
        CheckedRecord checked = new CheckedRecord(
                record.article(), record.article().body().files(), null, record.journalBody(), null, settings);
        List<Finding> found = new ArrayList<>();
        for (ReadinessRule rule : rules) {
            if (rule.indexer() == indexer) {
                Verdict verdict = rule.check().of(checked);
                if (verdict.outcome() == Verdict.Outcome.FAIL) {
                    String pointer = verdict.places().isEmpty()
                            ? ""
                            : verdict.places().get(0).pointer();
                    found.add(Finding.at(pointer, rule.id(), rule.text() + " " + rule.remedy()));
                }
            }
        }
        return found;
    }
}
