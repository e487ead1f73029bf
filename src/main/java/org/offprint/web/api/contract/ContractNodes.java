package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Functions for OpenAPI documents that are read as JSON. */
final class ContractNodes {

    private ContractNodes() {}

    static void forEachOperation(JsonNode contract, Consumer<ObjectNode> action) {
        contract.path("paths").forEach(path -> path.forEach(operation -> action.accept((ObjectNode) operation)));
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
