package org.offprint.services.usage.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Error in a request for a usage report, or remark about the report (COUNTER 5.1, appendix D).
 *
 * @param data details of the error; null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"Code", "Message", "Data"})
public record CounterException(
        @JsonProperty("Code") int code,
        @JsonProperty("Message") String message,
        @JsonProperty("Data") String data) {

    private static final String NOT_READY = "Usage Not Ready for Requested Dates";

    /** Thrown to reject a report request. The response contains only the COUNTER exception. */
    public static final class Refusal extends RuntimeException {

        private final transient CounterException exception;
        private final int status;

        private Refusal(int status, CounterException exception) {
            super(exception.message(), null, false, false);
            this.status = status;
            this.exception = exception;
        }

        public CounterException exception() {
            return exception;
        }

        public int status() {
            return status;
        }
    }

    private static Refusal refusal(int status, int code, String message, String data) {
        return new Refusal(status, new CounterException(code, message, data));
    }

    /** Creates the COUNTER exception for too many concurrent requests. */
    public static Refusal busy() {
        return refusal(503, 1010, "Service Busy", null);
    }

    /** Creates the COUNTER exception for too many concurrent requests by one client. */
    public static Refusal tooManyRequests() {
        return refusal(
                429,
                1020,
                "Client has made too many requests",
                "The client has reached the limit of concurrent reports. Retry after one of them is complete.");
    }

    /** Creates the COUNTER exception for a missing parameter. */
    public static Refusal insufficient(String what) {
        return refusal(400, 1030, "Insufficient Information to Process Request", what);
    }

    /** Creates the COUNTER exception for an unknown customer. */
    public static Refusal unknownCustomer(String data) {
        return refusal(403, 2010, "Requestor is Not Authorized to Access Usage for Institution", data);
    }

    /** Creates the COUNTER exception for an invalid API key. */
    public static Refusal badKey() {
        return refusal(401, 2020, "APIKey Invalid", null);
    }

    static Refusal badDates(String data) {
        return refusal(400, 3020, "Invalid Date Arguments", data);
    }

    static CounterException noUsage() {
        return new CounterException(3030, "No Usage Available for Requested Dates", null);
    }

    static CounterException notReady(String data) {
        return new CounterException(3031, NOT_READY, data);
    }

    static CounterException noLongerAvailable(String data) {
        return new CounterException(3032, "Usage No Longer Available for Requested Dates", data);
    }

    static CounterException partial(String data) {
        return new CounterException(3040, "Partial Data Returned", data);
    }

    static CounterException unknownParameter(String names) {
        return new CounterException(3050, "Parameter Not Recognized in this Context", names);
    }

    static CounterException badFilter(String data) {
        return new CounterException(3060, "Invalid ReportFilter Value", data);
    }

    static CounterException badAttribute(String data) {
        return new CounterException(3062, "Invalid ReportAttribute Value", data);
    }

    static CounterException noComponents() {
        return new CounterException(3063, "Components Not Supported", null);
    }
}
