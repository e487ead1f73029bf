package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContractCheckFilterTest {

    @Test
    void the_contract_check_filter_is_registered_exactly_once() {
        assertEquals(
                1,
                RestAssured.filters().stream()
                        .filter(ContractCheckFilter.class::isInstance)
                        .count());
    }
}
