package org.offprint.web.api.readiness;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.readiness.rules.ReadinessRule;
import org.offprint.services.readiness.rules.ReadinessRules;
import org.offprint.web.api.ResponseHeaders;

/** REST resource for the indexer rules that readiness reports check. */
@Path("/v1/readiness-rules")
@Tag(name = "Readiness")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ReadinessRulesResource {

    private final ReadinessRules rules;

    ReadinessRulesResource(ReadinessRules rules) {
        this.rules = rules;
    }

    /** Response body with all indexer rules that readiness reports check. */
    @Schema(name = "ReadinessRuleSet", description = "All readiness rules.")
    record RuleSet(
            @Schema(
                    required = true,
                    description =
                            "Version number of the rule set. The number increases if a rule is added or removed, or"
                                    + " if a level or an outcome changes.",
                    examples = "1")
            int ruleSet,

            @Schema(required = true, description = "Rules, grouped by indexing service.")
            List<ReadinessRule> rules) {}

    @GET
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listReadinessRules",
            summary = "List the readiness rules",
            description = "Returns the requirements and recommendations of indexing services and registries."
                    + " Readiness reports check records against these rules.")
    public Reply<RuleSet> listReadinessRules(
            @QueryParam(IndexerFilter.PARAMETER) @Parameter(description = IndexerFilter.DESCRIPTION)
                    List<ParameterValue<Indexer>> indexers,
            @Context HttpHeaders headers) {
        Set<Indexer> asked = IndexerFilter.of(indexers);
        byte[] body = Json.write(new RuleSet(
                ReadinessRules.VERSION,
                rules.all().stream()
                        .filter(rule -> asked.contains(rule.indexer()))
                        .toList()));
        return Reply.of(Reply.forReaders(headers, body, EntityTag.of(body), null));
    }
}
