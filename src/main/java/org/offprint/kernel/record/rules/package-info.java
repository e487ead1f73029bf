/** Rules for article bodies that types cannot express. */
package org.offprint.kernel.record.rules;
