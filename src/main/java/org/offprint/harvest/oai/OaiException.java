package org.offprint.harvest.oai;

import java.util.List;

/** Ends a request with errors of the protocol. */
final class OaiException extends RuntimeException {

    private final transient List<OaiFault> faults;

    OaiException(List<OaiFault> faults) {
        super(faults.toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    OaiException(OaiFault.Code code, String message) {
        this(List.of(new OaiFault(code, message)));
    }

    List<OaiFault> faults() {
        return faults;
    }
}
