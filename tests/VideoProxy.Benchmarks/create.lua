wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer sk-benchmark"
wrk.body = '{"model":"seedance-2-0","prompt":"A cinematic aerial shot flying above a rainforest waterfall at sunrise","seconds":5,"size":"1280x720"}'

function done(summary) io.write(string.format("Errors: %d\n", summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout)) end
