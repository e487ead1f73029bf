/** Validation rules for article content that types cannot express. */
package org.offprint.kernel.record.rules;
