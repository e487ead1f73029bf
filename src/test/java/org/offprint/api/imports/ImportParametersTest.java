package org.offprint.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.ImportFormat;

class ImportParametersTest {

    @Test
    void the_contract_names_every_format_that_can_be_imported() throws NoSuchFieldException {
        Parameter format = ImportParameters.class.getDeclaredField("format").getAnnotation(Parameter.class);
        assertEquals(
                ImportFormats.ALL.stream().map(ImportFormat::name).toList(),
                List.of(format.schema().enumeration()));
    }
}
