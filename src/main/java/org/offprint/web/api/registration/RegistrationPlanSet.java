package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.services.registration.accounts.PlanMode;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.accounts.RegistrationPlans;
import org.offprint.services.registration.targets.RegisteredKind;

/** Registration plans of a journal, which are read and written together. */
@Schema(
        name = "RegistrationPlanSet",
        description = "Registration plans of a journal, which set the records that are sent to each account.")
record RegistrationPlanSet(
        @NotNull
        @Size(max = RegistrationPlans.MAX_PLANS)
        @Schema(
                required = true,
                description = "Plans of the journal, at most 20. A journal can have one plan per registration service,"
                        + " and one plan per test system.")
        List<@NotNull @Valid Plan> items) {

    RegistrationPlanSet {
        items = Json.orEmpty(items);
    }

    /** Registration plan of a journal for one account. */
    @Schema(name = "RegistrationPlan", description = "Selection of a journal's records that are sent to an account.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plan(
            @NotNull @Schema(required = true, description = "Id of the account to which records are sent.")
            UUID account,

            @NotNull
            @Size(min = 1, max = 3)
            @Schema(required = true, description = "Kinds of records that are sent to the account.")
            List<@NotNull RegisteredKind> kinds,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 100)
            @Schema(nullable = true, description = "Article types that are not sent to the account.")
            List<@NotNull ArticleType> typesLeftOut,

            @NotNull
            @Schema(
                    required = true,
                    description = "Mode of sending. `automatic`: a record is sent when it is published. `confirm`: each"
                            + " record waits for confirmation by an editor. `off`: no records are sent.")
            PlanMode mode,

            @Schema(
                    description =
                            "Publication time from which articles are sent. Articles published earlier are skipped."
                                    + " If the member is omitted, all articles are sent.",
                    examples = "2026-01-01T00:00:00Z")
            Instant since) {

        Plan {
            typesLeftOut = Json.orEmpty(typesLeftOut);
        }

        static Plan of(RegistrationPlan plan) {
            return new Plan(
                    plan.account,
                    List.copyOf(plan.kinds()),
                    plan.typesLeftOut().stream()
                            .map(Vocabulary.constants(ArticleType.class)::get)
                            .toList(),
                    plan.mode(),
                    plan.since);
        }
    }

    static RegistrationPlanSet of(List<RegistrationPlan> plans) {
        return new RegistrationPlanSet(plans.stream().map(Plan::of).toList());
    }
}
