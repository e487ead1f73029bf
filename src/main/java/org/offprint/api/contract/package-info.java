/** What the OpenAPI document says beside what annotations of single operations can. */
package org.offprint.api.contract;
