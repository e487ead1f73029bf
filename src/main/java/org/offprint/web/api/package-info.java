/** REST resources under {@code /v1}, with one subpackage per subject. */
package org.offprint.web.api;
