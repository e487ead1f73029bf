package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Serves the OpenAPI document in the repository, which the build copies to the classpath. The document is therefore not
 * generated at each start. {@code ContractTest} excludes this bean and compares the generated document with the file.
 */
@Singleton
@Unremovable
@Alternative
@Priority(1)
public class ServedContract extends OpenApiDocumentService {

    private static final String FILE = "/contract/openapi.yaml";

    private volatile byte[] json;

    @Override
    public byte[] getDocument(String name, Format format) {
        return format == Format.JSON ? json() : yaml();
    }

    private static byte[] yaml() {
        try (InputStream file = ServedContract.class.getResourceAsStream(FILE)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the OpenAPI document as JSON. The JSON form is created on first use and cached. */
    private byte[] json() {
        if (json == null) {
            try {
                json = new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(new YAMLMapper().readTree(yaml()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return json;
    }
}
