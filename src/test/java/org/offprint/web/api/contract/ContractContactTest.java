package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;

@QuarkusTest
@TestProfile(ConfiguredService.class)
class ContractContactTest {

    @Test
    void the_contact_of_the_contract_is_the_operator_of_the_service() throws IOException {
        String contact = "{\"name\":\"Journals & more\",\"url\":\"https://api.journal.example\","
                + "\"email\":\"oai@journal.example\"}";
        assertEquals(contact, Contract.served().document().at("/info/contact").toString());
        byte[] yaml = Contract.send("GET", "/openapi", Map.of(), null).body();
        assertEquals(
                Contract.served().document().toString(),
                new YAMLMapper().readTree(yaml).toString());
    }
}
