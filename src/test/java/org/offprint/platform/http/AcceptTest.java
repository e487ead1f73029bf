package org.offprint.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    private static final List<String> OFFERED =
            List.of("application/json", "application/x-bibtex", "application/vnd.jats+xml");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                                      | application/json
            ''                                                     | application/json
            */*                                                    | application/json
            *                                                      | application/json
            application/*                                          | application/json
            application/x-bibtex                                   | application/x-bibtex
            APPLICATION/X-BibTeX ; Q=0.5                           | application/x-bibtex
            application/x-bibtex;charset=utf-8                     | application/x-bibtex
            application/x-bibtex;q=0.2, application/vnd.jats+xml   | application/vnd.jats+xml
            application/x-bibtex;q=.9, */*;q=.2                    | application/x-bibtex
            text/html, application/xml;q=0.9, */*;q=0.8            | application/json
            text/html, image/gif, *; q=.2, */*; q=.2               | application/json
            application/json;q=0, */*                              | application/x-bibtex
            application/*;q=0.5, application/json;q=0              | application/x-bibtex
            */*;q=0                                                | -
            image/png                                              | -
            application/json;q=0                                   | -
            text/*                                                 | -
            nonsense                                               | -
            application/json;q=two                                 | -
            application/json;q=1.001, application/x-bibtex;q=0.001 | application/x-bibtex
            , ,application/x-bibtex,,                              | application/x-bibtex
            """)
    void the_preferred_media_type_of_an_accept_header_is_selected(String header, String best) {
        assertEquals(Optional.ofNullable(best), Accept.of(header).best(OFFERED));
    }
}
