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

/** The plans of a journal, read and written as a whole. */
@Schema(name = "RegistrationPlanSet", description = "The plans of a journal: what is sent to which account.")
record RegistrationPlanSet(
        @NotNull @Size(max = RegistrationPlans.MOST) @Schema(required = true)
        List<@NotNull @Valid Plan> items) {

    RegistrationPlanSet {
        items = Json.orEmpty(items);
    }

    /** One plan. */
    @Schema(name = "RegistrationPlan", description = "What of a journal is sent to an account.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plan(
            @NotNull @Schema(required = true, description = "The id of the account.")
            UUID account,

            @NotNull @Size(min = 1, max = 3) @Schema(required = true, description = "The kinds of records.")
            List<@NotNull RegisteredKind> kinds,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 100)
            @Schema(nullable = true, description = "Types of articles that are not sent.")
            List<@NotNull ArticleType> typesLeftOut,

            @NotNull
            @Schema(
                    required = true,
                    description = "`automatic`: sent when published. `confirm`: each waits for an editor's word. `off`:"
                            + " nothing is sent.")
            PlanMode mode,

            @Schema(
                    description = "Articles that appeared before are left alone; all are sent where this is left out.",
                    examples = "2026-01-01T00:00:00Z")
            Instant since) {

        Plan {
            typesLeftOut = Json.orEmpty(typesLeftOut);
        }

        static Plan of(RegistrationPlan plan) {
            return new Plan(
                    plan.account(),
                    List.copyOf(plan.kinds()),
                    plan.typesLeftOut().stream()
                            .map(Vocabulary.constants(ArticleType.class)::get)
                            .toList(),
                    plan.mode(),
                    plan.since());
        }
    }

    static RegistrationPlanSet of(List<RegistrationPlan> plans) {
        return new RegistrationPlanSet(plans.stream().map(Plan::of).toList());
    }
}
