import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Me, signIn } from "@/features/auth/api";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

const text = strings.auth;

/** E-mail and password; with `email` given only the password is asked for. */
export function SignInForm({ email: fixed, onSignedIn }: { email?: string; onSignedIn: (me: Me) => void }) {
	const [email, setEmail] = useState(fixed ?? "");
	const [password, setPassword] = useState("");
	const attempt = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: onSignedIn });
	const isWrong = isProblem(attempt.error) && attempt.error.status === 401;
	return (
		<form
			className="grid gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				attempt.mutate();
			}}
		>
			<Field label={text.email}>
				{(ids) => (
					<Input
						{...ids}
						type="email"
						autoComplete="username"
						required
						readOnly={fixed !== undefined}
						value={email}
						onChange={(event) => setEmail(event.target.value)}
					/>
				)}
			</Field>
			<Field label={text.password} error={isWrong ? text.wrong : undefined}>
				{(ids) => (
					<Input
						{...ids}
						type="password"
						autoComplete="current-password"
						required
						value={password}
						onChange={(event) => setPassword(event.target.value)}
					/>
				)}
			</Field>
			{attempt.isError && !isWrong && <ProblemNote error={attempt.error} />}
			<Button type="submit" variant="primary" size="lg" aria-disabled={attempt.isPending}>
				{attempt.isPending && <Spinner />}
				{attempt.isPending ? text.signingIn : text.signIn}
			</Button>
		</form>
	);
}
